// Runs the pure parts of the form's scripts for a test in Python: what to do as JSON comes in, what came of it goes out.
import { readFileSync } from "node:fs";

import proposalFile from "../templates/components/proposal/proposal-file.page.js";
import proposalRules from "../templates/components/proposal/proposal-rules.page.js";

const { rules, values = [], read = [], titles = [] } = JSON.parse(readFileSync(0, "utf8"));

const answers = {
  values: values.map((given) => {
    const cleaned = proposalRules.cleaned(rules.fields, given);
    const { body, ...fields } = cleaned;
    return {
      cleaned,
      faults: proposalRules.faults(rules, cleaned).map(({ way, code }) => [way.join("."), code]),
      text: proposalFile.text({ ...fields, added: "2026-01-01", body }),
    };
  }),
  read: read.map(([reader, text]) => proposalRules.readers[reader](text)),
  slugs: titles.map(proposalFile.slugify),
};
process.stdout.write(JSON.stringify(answers));

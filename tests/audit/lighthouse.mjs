/* Lighthouse as it is, but for one thing: it asks for robots.txt as a search engine does, and not from within the page,
   which the site's Content-Security-Policy allows to fetch nothing. PageSpeed Insights does the same. */
import { Gatherer } from "lighthouse";

class RobotsTxt extends Gatherer {
  meta = { supportedModes: ["snapshot", "navigation"] };

  async getArtifact({ baseArtifacts }) {
    const response = await fetch(new URL("/robots.txt", baseArtifacts.URL.finalDisplayedUrl));
    return { status: response.status, content: await response.text() };
  }
}

export default {
  extends: "lighthouse:default",
  settings: { onlyCategories: ["performance", "accessibility", "best-practices", "seo"] },
  artifacts: [{ id: "RobotsTxt", gatherer: RobotsTxt }],
};

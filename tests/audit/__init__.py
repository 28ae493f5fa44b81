"""What Lighthouse and html-validate say of the built sites: `make audit`."""

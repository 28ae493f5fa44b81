"""What pip-audit says of the libraries, Lighthouse and html-validate of the built sites: `make audit`."""

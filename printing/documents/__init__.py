"""One file a paper of the office: what it takes, and how it is laid out."""

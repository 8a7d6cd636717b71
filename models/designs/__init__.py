"""How a sales note looks in this office: designs by paper, kept under names, and the pictures they use."""

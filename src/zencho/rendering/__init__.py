"""LibreOffice, where the machine has it: Office files become PDFs, in processes that can do only that."""

"""Files of the drive read in the page: what bounded children make of Office files, mails and archives."""

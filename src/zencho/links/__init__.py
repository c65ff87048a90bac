"""Links for people outside: by a receive link they send files in, and see nothing else."""

"""Who works here: units, persons, posts with dates, groups, absence; the directory and everybody's name."""

"""Files that a person takes along: an application checklist as Word, PDF or calendar. Libraries load when needed."""

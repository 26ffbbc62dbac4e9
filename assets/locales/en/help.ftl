### Help texts.

help-conflict-back = Back to the form, nothing is saved
help-conflict-mine = Keep your value
help-conflict-on = Go on, or press the button
help-conflict-other = Take the other one
help-conflict-theirs = Take theirs

### Textes d'aide.

help-conflict-back = Revenir au formulaire, rien n'est enregistré
help-conflict-mine = Garder votre valeur
help-conflict-on = Passer au suivant, ou appuyer sur le bouton
help-conflict-other = Prendre l'autre
help-conflict-theirs = Prendre la leur

### Démonstration. Trié par clé.

action-enter-as = Entrer comme…
demo-administrator = Premier administrateur de l'établissement
demo-building = Création de 2 000 établissements
demo-director = Directeur des études de RT
demo-enter-as = { $key } : entrer comme un administrateur, un enseignant, un gestionnaire…
demo-enter-as-question = De qui prendre la place ? Rien de ce que vous ferez ne reste.
demo-head = Chef du département RT
demo-head-teacher = Chef du département RT, enseignant en GEII
demo-host-name = Hébergement de démonstration
demo-large-administrator = Administrateur d'un lycée de 2 600 élèves
demo-manager = Manager
demo-observer = Observatrice de tous les départements
demo-persona = { $kind } · { $login }
demo-power-user = Gestionnaire : accueil, sur INFO et un groupe
demo-power-user-courses = Gestionnaire : formation continue, sur GEA et TC
demo-power-user-nothing = Gestionnaire sans profil
demo-power-user-nowhere = Gestionnaire sans périmètre
demo-secretary = Secrétaire du département RT
demo-superadmin = Superadmin
demo-teacher = Enseignante en INFO et en RT
demo-webmaster = Webmestre de l'hébergement
demo-webmaster-observer = Webmestre observateur : voit tout, ne change rien
demo-webmaster-zones = Webmestre des zones Bordeaux et Toulouse
demo-work-placements = Responsable des poursuites d'études de RT

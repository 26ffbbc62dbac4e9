### Demonstration. Sorted by key.

action-enter-as = Enter as…
demo-administrator = First administrator of the establishment
demo-building = Making 2,000 establishments
demo-director = Director of studies in RT
demo-enter-as = { $key }: enter as an administrator, a teacher, a Power User…
demo-enter-as-question = Whose place do you take? Nothing that you do stays.
demo-head = Head of the department RT
demo-head-teacher = Head of the department RT, teacher in GEII
demo-host-name = Demonstration hosting
demo-large-administrator = Administrator of a school of 2,600 learners
demo-manager = Manager
demo-observer = Observer of all departments
demo-persona = { $kind } · { $login }
demo-power-user = Power User: reception, over INFO and a group
demo-power-user-courses = Power User: continuing education, over GEA and TC
demo-power-user-nothing = Power User without a profile
demo-power-user-nowhere = Power User without a scope
demo-secretary = Secretary of the department RT
demo-superadmin = Superadmin
demo-teacher = Teacher in INFO and RT
demo-webmaster = Webmaster of the host
demo-webmaster-observer = Observing webmaster: sees all, changes nothing
demo-webmaster-zones = Webmaster of the zones Bordeaux and Toulouse
demo-work-placements = In charge of further studies in RT

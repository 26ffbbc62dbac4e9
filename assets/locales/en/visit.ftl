### Visits: entering an establishment for support, and seeing the console as somebody else. Sorted by key.

access-act-user-view-as = see the console as somebody else, changing nothing
access-need-own-eyes = to look with one's own eyes
access-need-support = to have entered the establishment for support
access-need-support-reason = to have given the reason for the support
access-rule-H7 = a webmaster who entered for support without a reason looks and changes nothing
access-rule-H8 = a webmaster sees as somebody only once they have entered for support
access-rule-P3 = whoever sees as somebody else changes nothing
action-establishment-support = Enter for support
action-leave-visit = Leave
action-support-reason = Reason
action-user-view-as = View as
audit-action-establishment-justify = reason for support
audit-action-establishment-support = entry for support
audit-action-session-leave = visit left
audit-action-user-view-as = console seen as somebody else
home-support = For support, as webmaster { $login }
plain-act-reason = Give the reason for the support
plain-help-support = Without a reason you only look. With a reason you act as a Superadmin of the establishment; it is written into the establishment's log and into the host's.
plain-reason = Reason for the support, empty to look only
plain-reason-needed = Reason for the support
plain-visit-leave-line = 0. Leave
support-button = Enter
support-note = { $only-looks ->
    [yes] You are an observer: leave the reason empty, you only look. Entry and leaving are written into both logs.
   *[no] Without a reason you only look. With a reason you act as a Superadmin of the establishment. Entry, reason and leaving are written into both logs.
}
support-of = Establishment { $establishment }
support-reason-button = Give the reason
support-reason-note = In the establishment's log the reason goes with everything that you change there.
visit-left = You are back where you were.
visit-support = SUPPORT · { $number } { $name } · { $reason ->
    [none] read only
   *[other] { $reason }
}
visit-view-as = SEEN AS { $login } · { $name } · read only

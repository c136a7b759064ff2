# Texts of the desk for staff in English. One line each; the door and the clients have theirs beside this folder.
# Round every page
desk-name = Desk
desk-skip = To the content
desk-nav = Pages of the desk
desk-nav-home = My desk
desk-nav-people = Staff
desk-nav-invitations = Invitations
desk-nav-reports = Reports
desk-nav-audit = Changes
desk-languages = Language
desk-sign-out = Sign out
desk-to-venue = To the venue
desk-pages = Older and newer
desk-newer = Newer
desk-older = Older
desk-save = Save

# Roles
desk-role = Role
desk-role-visitor = Visitor
desk-role-pupil = Pupil
desk-role-teacher = Teacher
desk-role-speaker = Speaker
desk-role-moderator = Moderator
desk-role-curator = Curator
desk-role-host = Host
desk-role-interpreter = Interpreter
desk-can-host = Everything: staff, all invitations, reports, the record of changes.
desk-can-moderator = Reports; invitations for visitors, speakers and interpreters.
desk-can-curator = Invitations for visitors.
desk-can-teacher = Invitations for pupils and visitors, with sheets for a class.

# Signing in
desk-sign-in = Sign in
desk-sign-in-title = Sign in at the desk
desk-sign-in-lead = For the staff of this venue. Visitors come in by the door and need no password.
desk-sign-in-lost = Password lost? Ask a host of the venue for a new link.
desk-name-label = Name
desk-password = Password
desk-password-new = New password
desk-password-again = The same password again
desk-password-hint = At least 10 letters. A sentence is easy to remember.
desk-begin = Begin
desk-begin-short = Welcome to the desk
desk-begin-title = Welcome to the desk of { $venue }
desk-begin-lead = You will be: { $role }. Choose a name and a password; you sign in with both from now on.
desk-begin-again = Were you a host here before and lost the password? Write the same name: it gets the new password.
desk-begin-name-hint = As your colleagues will read it
desk-spent-title = This link does not work any more
desk-spent = It works once, and for a few days at most. If you have used it already, sign in.
desk-spent-host = Otherwise ask a host for another. Who runs the server makes a new one for a host with
desk-renew = New password link
desk-renew-title = Choose a new password
desk-renew-lead = For { $name }. Sessions elsewhere end.
desk-renew-what = A link by which this person chooses a new password. The old one works until then.

# My desk
desk-home-title = Hello, { $name }
desk-what-invitations = Links and printed sheets with QR codes, for guests or a class
desk-what-people = Who belongs to the staff, and what they may do
desk-what-reports = What visitors reported and what moderators did
desk-what-audit = Who changed what at the desk, and when
desk-what-venue = Come in like everybody else
desk-sessions = Signed in elsewhere?
desk-sessions-what = This ends your sessions on every device, this one too. A session ends by itself after 12 hours.
desk-sign-out-everywhere = Sign out everywhere

# Staff
desk-staff = Who belongs to the staff
desk-you = you
desk-seen = Signed in
desk-change = Change
desk-change-whom = Change { $name }
desk-links-open = Links that nobody has used yet
desk-link-renews = New password
desk-ends = Ends
desk-withdraw = Take back
desk-withdraw-whom = Take back the link for { $whom }
desk-add = Add somebody
desk-about = For whom
desk-about-hint = A name or a task, for the list above
desk-make-link = Make a link
desk-link-title = Link for { $whom }
desk-link-once = Give this link to that person only. It works once, and it is shown only now.
desk-link-ends = It ends
desk-back-people = Back to the staff
desk-role-change = Another role
desk-remove = Remove from the staff
desk-remove-what = Name and password stop working at once, on every device, and so do the links and invitations they made. What they did stays in the record of changes.
desk-remove-sure = Yes, remove { $name }

# Invitations
desk-invite = Make invitations
desk-invite-title = New invitations
desk-invite-lead = One link that many use, or a sheet with one link for each pupil, to print and cut.
desk-label = What they are for
desk-label-hint = The name of the lesson or the event; it is printed on each
desk-count = Links
desk-count-hint = One for each pupil, at most 80
desk-uses = Uses of each
desk-uses-hint = 1 to 5,000
desk-days = Days
desk-days-hint = 1 to 366
desk-invitations-made = Made so far
desk-invitations-none = No invitations yet.
desk-by-operator = From the command line
desk-used = { $used } of { $all } used
desk-links-count = Links: { $count }
desk-made-by = by { $name }
desk-ended = Taken back
desk-ended-at = Ended
desk-end = Take back
desk-end-what = Take back the invitations “{ $label }”
desk-sheet-once = These links are shown only now: print the sheet or copy them before you leave this page.
desk-sheet-print = Print with Ctrl and P. Only the cards are printed.
desk-ticket-name = Name
desk-ticket-how = Point the camera at the code, or type the address.

# Reports
desk-reports-lead = What visitors reported, and what moderators did. Names and words are forgotten after a while.
desk-reports-none = Nothing was reported, and nothing had to be done.
desk-deed-muted = { $by } muted { $name } until { $until }
desk-deed-barred = { $by } barred { $name } until { $until }
desk-deed-sent-out = { $by } sent { $name } out
desk-deed-undid = { $by } took back what was done to { $name }
desk-deed-reported = { $by } reported { $name }
desk-undone = taken back
desk-heard = What was said before ({ $count })

# Changes
desk-audit-lead = Who changed what at the desk. Entries are kept for 400 days.
desk-audit-none = Nothing was changed yet.
desk-operator = The operator
desk-audit-offered-host = { $by } made a link for a host
desk-audit-added = { $by } made a link for { $whom } ({ $role })
desk-audit-withdrew = { $by } took back the link for { $whom }
desk-audit-began = { $by } joined the staff ({ $role })
desk-audit-offered-password = { $by } made a link for a new password of { $whom }
desk-audit-renewed = { $by } chose a new password
desk-audit-role = { $by } gave { $whom } another role ({ $role })
desk-audit-removed = { $by } removed { $whom } from the staff
desk-audit-invited = { $by } made invitations “{ $whom }” ({ $role })
desk-audit-ended = { $by } took back the invitations “{ $whom }”
desk-audit-everywhere = { $by } signed out everywhere

# What was done
desk-done-role = The role is changed.
desk-done-removed = Removed from the staff.
desk-done-withdrawn = The link is taken back.
desk-done-ended = The invitations are taken back. Who is in the venue stays.
desk-done-signed-out = You are signed out.
desk-done-signed-out-everywhere = You are signed out on every device.

# What is wrong with a form
desk-fault-name-missing = Please write a name.
desk-fault-name-long = A name has at most 40 letters.
desk-fault-name-odd = This name has letters that others cannot read.
desk-fault-name-taken = Somebody else has this name. Please add to it.
desk-fault-password-short = The password needs at least 10 letters.
desk-fault-password-long = This password is too long.
desk-fault-password-is-name = The password must not be the name.
desk-fault-passwords-differ = The two passwords differ. Please write both again.
desk-fault-sign-in = Name or password is not right.
desk-fault-about = Please write whom the link is for, in at most 80 letters.
desk-fault-role = Please choose a role you may give.
desk-fault-label = Please write what they are for, in at most 80 letters.
desk-fault-links = A number from 1 to 80, please.
desk-fault-uses = A number from 1 to 5,000, please.
desk-fault-days = A number from 1 to 366, please.
desk-fault-sure = Please tick the box if you are sure.

# Pages that only say something
desk-not-allowed-title = This is not for your role
desk-not-allowed = A host can give you another role, or do it for you.
desk-gone-title = There is nothing here
desk-gone = Somebody else may have removed it meanwhile.
desk-last-host-title = The last host stays
desk-last-host = A venue needs a host. Make somebody else a host first.
desk-stale-title = This form is too old
desk-stale = Nothing was changed. Open the page again and send the form from there.
desk-too-often-title = Too many tries
desk-too-often = Please wait { $minutes } min, then try again.
desk-busy-title = One moment, please
desk-busy = The server has much to do. Please try again.
desk-not-stored-title = This could not be saved
desk-not-stored = Nothing was changed. Please try again; if it stays so, tell who runs the server.

# Moments
desk-time-now = just now
desk-time-minutes-ago = { $count } min ago
desk-time-hours-ago = { $count } h ago
desk-time-days-ago = { $count } d ago
desk-time-in-minutes = in { $count } min
desk-time-in-hours = in { $count } h
desk-time-in-days = in { $count } d

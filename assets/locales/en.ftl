# Words of the interface in English. Plain, friendly, short.

venue-name = Hiroba
close = Close
back = Back

# The door
door-title = Welcome to Hiroba
door-welcome = Tell the others who you are, and come in.
door-name = Your name
door-name-hint = As others will read it over your head
door-country = Country or region
door-country-hint = Start typing, for example Mongolia
door-countries = Countries that match
door-no-country = No country has this name. Try another spelling.
door-kind = You come from a
door-organisation = Organisation
door-organisation-hint = City, company, school … (optional)
door-languages = Languages you speak
door-server = Address of the venue
server-hint = http://127.0.0.1:8080
door-remember = Remember my answers on this device
join = Come in

kind-city = City
kind-government = Government
kind-international = International body
kind-company = Company
kind-university = University
kind-school = School
kind-ngo = NGO
kind-press = Press
kind-other = Other

look-preview = How you will look
look-dice = Surprise me
look-skin = Skin
look-hair = Hair
look-hair-colour = Hair colour
look-clothes = Clothes
look-clothes-colour = Colour of clothes
look-accessory = Accessory
look-place = { $part } { $number } / { $count }
look-back = { $part }: one back
look-on = { $part }: one on

# The agreement at the door
agree-title = Before you come in
agree-note = This venue asks you to read two short texts and to agree to them.
agree-here = I have read both and agree

# The door page in the browser
page-skip = To the questions
page-about = A place to walk through together: meet people from many countries, sit down at a table, listen, and talk.
page-present = In the venue now: { $count }
page-rooms = Rooms and how many people are in them
page-theme-auto = Automatic
page-look = Your avatar
page-inside = Once you are inside
page-inside-walk = To walk: the arrow keys, or click or tap where you want to go.
page-inside-talk = To talk: press Enter, or touch the field at the bottom. Those near you hear it.
page-inside-rest = All the rest: the ⓘ at the top.
page-more = More settings
page-invitation = Code of your invitation, if you have one
page-invited = You bring an invitation.
page-start-in = You will start here: { $room }
page-start-unknown = There is no place “{ $room }” here. You will start here: { $start }
page-link = Connection
page-link-auto = Automatic
page-link-websocket = WebSocket only, for strict networks
page-bandwidth = Save data: fewer updates and no decoration
page-motion = Calm: less movement on the screen
page-privacy = Privacy notice
page-conduct = Code of conduct
page-agree = I have read the privacy notice and the code of conduct, and I agree to them
page-agree-first = Please read both texts and tick the box to come in.
page-forget = Forget my answers
page-forgotten = Your answers are no longer kept on this device.
page-reading = One moment …
page-coming = The browser version is still being prepared on the server. You can fill in the form in the meantime.
page-none = This venue has no browser version yet. Please come in with the Hiroba program for your computer: start it and give it the address of this page.
page-offline = The server does not answer at the moment. This page keeps trying.
page-loading = Loading: { $done } of { $all } MB
page-starting = Almost ready …
page-queued = You will come in as soon as everything is loaded.
page-returning = You are coming back to your place …
page-drawn-anew = The graphics card stopped drawing; the page is loading again, and you come back to your place.
page-joining = You are coming in …
page-lacks-wasm = This browser cannot run the venue.
page-lacks-webgl = This browser cannot draw the venue: WebGL 2 is missing or switched off.
page-lacks-start = The venue could not be started in this browser. Please reload the page.
page-lacks-drawing = The graphics card keeps losing the drawing of this venue. Please load the page again; you come back to your place.
page-reload = Load the page again
page-browsers = These work: Chrome and Edge, Firefox, Safari 16.4 or newer, each in a current version, on computers, tablets and phones.

# What is wrong with an answer
fault-name = Please give a name.
fault-country = Please choose a country from the list.
fault-organisation = Please choose a kind of organisation from the list.
fault-languages = Please choose up to six languages.
fault-look = This look does not exist here. Please choose again.
fault-empty = Please write something here.
fault-too-long = Please shorten this to { $limit } characters.
fault-forbidden-character = This holds a hidden or special character. Please type it again without it.
fault-unreachable = No venue answers at this address. Check the address, and that you are online.
fault-address = This is not an address. It looks like http://example.org:8080

# Refusals of the venue
refusal-wrong-version = Your program and the venue do not fit together (version { $client }, the venue has { $server }). Please update the program.
refusal-reserved-name = This name looks like one of the staff. Please choose another.
refusal-full = The venue is full: { $capacity } people are inside. Please try again in a few minutes.
refusal-bad-invitation = This invitation does not work any more. Ask for a new one, or come in without it.
refusal-barred = You cannot come in for another { $time }. Write to the organisers if you think this is a mistake.
refusal-bad-ticket = Your ticket has run out. Please come in again.
refusal-bad-resume-key = Your place is no longer held. Please come in again.
refusal-too-fast = That was too fast. Wait { $seconds ->
        [one] one second
       *[other] { $seconds } seconds
    } and try again.
refusal-not-ready = The venue is not ready yet. Please try again shortly.
refusal-not-allowed = Your role does not allow this. Ask somebody of the staff.
refusal-not-here = This person has left.
refusal-muted = A moderator muted you. You can talk again in { $time }.
refusal-quiet-zone = This is the quiet corner. Step out of it to talk.
refusal-not-in-circle = Go to a table first to talk to the table.
refusal-circle-full = This table is full: it seats { $capacity }. Please try another.
refusal-direct-refused = This person takes no direct messages. Try talking to them in the hall.
refusal-seat-taken = Somebody sits there already. Please take another seat.
refusal-too-far = That is too far away. Go closer first.
refusal-no-way = There is no way to walk there.
refusal-out-of-place = That does not work at the moment. Please try again.
refusal-unknown = That does not exist any more.
refusal-not-stored = It could not be saved, so nothing was done. Please try again.
refusal-not-agreed = Please read the new version of the privacy notice and the code of conduct, and agree to it.
refusal-chat-closed = Talking is closed while this part of the programme runs. You can still talk at tables and write to people.
refusal-no-seat = No seat is free in this room.
refusal-name-wanted = Here one asks with one's name. Please switch your name on and ask again.
refusal-too-many = The list is full: { $limit } are waiting already. Please try again later.
refusal-closed = It is closed: no more votes or questions are taken.
refusal-stage-full = The stage is full.
refusal-overtaken = It was changed meanwhile. Please look again, and repeat it if you still want it.

farewell-left = You have left. See you again!
farewell-replaced = You came in by another window, and it has your place now. You can close this one.
farewell-sent-out = A moderator asked you to leave. You may come back when you are calm.
farewell-server-stops = The venue is restarting. You come back to your place by yourself.
farewell-protocol-error = The venue could not understand this program. Please update it and come in again.

# The veil while there is no link
veil-connecting = Coming in
veil-connecting-wait = The door is opening …
veil-back = Coming back
veil-lost = The connection broke. Your place is held for you.
veil-tries = { $count ->
        [one] Attempt { $count } …
       *[other] Attempt { $count } …
    }
veil-end = Your visit has ended
veil-gone = The connection broke and could not be made again.
veil-to-door = Back to the door

# The bar at the top
bar-title = Where you are
bar-present = { $here } here · { $venue } in the venue
bar-led = You are being walked there
bar-following = You follow { $name }
bar-stop = Stop
bar-chat = Chat (C)
bar-people = People (P)
bar-map = Map (M)
bar-programme = Programme (R)
bar-order = Order
bar-settings = Settings
bar-help = Help (H)

# Talking
scope-near = Near
scope-circle = Table
scope-room = Room
scope-direct = Direct
scope-direct-sent = Direct, sent
say-title = Say something
say-field = Your message
say-hint = Write here (Enter)
say-scope = Who will hear it
say-send = Send
say-gestures = Gestures
say-to = To { $name }
say-to-all = Talk to all again
say-muted = A moderator muted you for another { $time }.
say-quiet = This is the quiet corner: nobody is heard here.
say-no-circle = You are at no table. Walk to one to talk to it.
say-circle = { $count ->
        [one] You are alone at this table.
       *[other] { $count } at this table hear you, and nobody else.
    }
emote-wave = Wave
emote-clap = Clap
emote-heart = Heart
emote-laugh = Laugh
emote-question = Question
emote-thanks = Thanks
emote-key = { $name } ({ $number })
chat-title = Chat
chat-tabs = Part of the chat
chat-tab-all = All
chat-tab-unread = { $tab } ({ $count })
chat-messages = Messages
chat-empty = Nothing has been said yet. Say hello!
chat-earlier = Show earlier messages
chat-reply = Reply
chat-more = More about { $name }
chat-sent-to = You to { $name }

# People
people-title = People
people-search = Search for people
people-hint = Name, organisation or country
people-wait = Looking …
people-country = Country
people-kind = Kind of organisation
people-count = { $count ->
        [one] One person
       *[other] { $count } people
    }
people-page = Page { $page } of { $pages }
page-back = Previous
page-on = Next
filter-all = All
filter-count = { $name } { $count }
person-you = You
person-away = Away
person-unknown = Somebody
person-look = { $name }’s avatar
person-speaks = Speaks { $languages }
person-elsewhere = { $name } is in another room: { $place }.
person-moderating = Keeping order
person-mute-sure = Nobody will hear this person until the time is over.
person-send-out-sure = This person must leave, and may come back.
person-bar-sure = This person must leave and cannot come back until the time is over.
person-how-long = For how long?
act-show = Show where
act-walk = Walk me there
act-follow = Follow
act-invite-up = Invite up on stage
act-send-down = Send down from the stage
act-write = Message
act-block = Block
act-unblock = Unblock
act-report = Report
act-mute = Mute
act-send-out = Send out
act-bar = Bar
report-what = Moderators get your words and this person’s last messages to you.
report-words = What happened?
report-hint = You may leave this empty
report-send = Send report

role-visitor = Visitor
role-pupil = Pupil
role-teacher = Teacher
role-speaker = Speaker
role-moderator = Moderator
role-curator = Curator
role-host = Host
role-interpreter = Interpreter

# The moderators' log
order-title = Log of the moderators
order-empty = Nothing has happened. Good!
order-older = Show older entries
order-by = by { $name }
order-for = for { $time }
order-undo = Undo
order-undone = undone
order-look = Look at the person

# The map
map-title = Map
map-plan = Map of { $room } with { $count } people
map-places = Places
map-room = Another room
map-present = { $count ->
        [one] one person
       *[other] { $count } people
    }
zone-circle = Table for { $count }
zone-stage = Stage
zone-audience = Seats before the stage
zone-quiet = Quiet corner
zone-help = Help desk
zone-door = Door to { $room }
place-table = Table { $number }
place-garden-table = Garden table { $number }
place-audience = Audience
place-to-terrace = To the terrace
place-to-hall = To the hall

# Settings
settings-title = Settings
settings-language = Language
settings-shade = Colours
settings-light = Light
settings-dark = Dark
settings-direct = Direct messages
settings-direct-take = From everybody
settings-direct-refuse = From nobody
settings-motion = Movement on the screen
settings-motion-auto = As the system wishes
settings-motion-reduced = Less
settings-bandwidth = Amount of data
settings-bandwidth-auto = By the connection
settings-bandwidth-low = Little
settings-forget = Forget my answers on this device
settings-leave = Leave the venue
settings-leave-note = When you leave, your place is given up.

# Help
help-title = Help
help-keys = Keys
help-walk = Walk
help-run = Run while walking
help-click = Click the floor to walk there
help-touch = Tap to walk, steer with the left thumb, zoom with two fingers, hold a person for their card
help-sit = Sit down on a seat beside you
help-say = Write a message
help-back = Back to walking, close a panel
help-tab = Next button or field
help-scroll = Scroll a panel
help-people = Who is here
help-map = Map
help-programme = Programme
help-next = Moderators: open the programme, start its next item
help-end = Moderators: end what runs
help-gather = Moderators: call people in other rooms
help-turn = Moderators: give the word to the next raised hand
help-emotes = Gestures
help-zoom = Closer, further
help-kindness = If you need help, go to the help desk at the entrance, or report the person from their card.

# Notices
notice-title = Notices
notice-dismiss = Take this note away
notice-resumed = You are back at your place.
notice-arrived = You have arrived.
notice-unmuted = You can talk again.
notice-report-taken = Thank you. The moderators have your report.
notice-reported = { $name } was reported
notice-muted = { $name } was muted
notice-sent-out = { $name } was sent out
notice-barred = { $name } was barred
notice-undone = It was taken back for { $name }

# Lengths of time
time-seconds = { $count ->
        [one] { $count } second
       *[other] { $count } seconds
    }
time-minutes = { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }
time-hours = { $count ->
        [one] { $count } hour
       *[other] { $count } hours
    }
time-days = { $count ->
        [one] { $count } day
       *[other] { $count } days
    }

# The page of the browser
browser-old-page = This page is older than the venue. Please close it and open the address again.
browser-broken = Something broke in this page. Please load it again; you come back to your place.
browser-unreachable = The venue does not answer. Check that you are online, and try again.

# What is round somebody, for those who do not see it
near-title = Around you
near-world = The venue. Arrow keys walk, Enter writes, P shows the people, M the places, H all keys.
near-where = You are in { $room }.
near-where-zone = You are in { $room }, at { $zone }.
near-nobody = Nobody is near you.
near-people = Near you: { $names }
near-many = Many people are near you: about { $count }.

# The programme
strip-title = What runs now
strip-now = Now: { $title }
strip-left = { $time } left
strip-over = { $time } over
strip-next = Next: { $title }, { $time }
strip-warning = { $minutes ->
    [one] { $minutes } minute left
   *[other] { $minutes } minutes left
}
strip-time-is-up = Time is up
strip-called = Starting now in { $room }: { $title }
strip-elsewhere = This is in { $room }.
strip-go-there = Walk there
strip-stay-here = Stay here
strip-sit = Please take a seat.
strip-find-seat = Find me a seat
programme-title = Programme
programme-items = Items of the programme
programme-empty = There is no programme yet.
programme-waits = The programme has not been opened. Its times count from then.
programme-open = Open the programme
programme-start-next = Start the next
programme-end = End
programme-call = Call everybody
programme-called = People in other rooms are called.
programme-add = Add
programme-start = Start
programme-edit = Change
programme-longer = 5 minutes more
programme-up = Earlier
programme-down = Later
programme-remove = Remove
programme-minutes = { $count } min
programme-runs = running
programme-over = over
item-greeting = Greeting
item-talk = Talk
item-panel = Panel
item-mingling = Mingling
item-break = Break
item-photograph = Photograph
edit-heading = Change this item
edit-heading-new = A new item
edit-title = Title ({ $language })
edit-speakers = Speakers
edit-speakers-hint = Several with a semicolon between
edit-start = Begins at (hour:minute)
edit-start-minutes = Begins after (minutes)
edit-minutes = Lasts (minutes)
edit-kind = Kind
edit-room = Room
edit-rules = Meanwhile in the room
edit-chat = Talking
rule-chat-open = As always
rule-chat-closed = Only on stage
edit-stage = Up on stage go
rule-stage-invited = Who is invited
rule-stage-speakers = Speakers too
rule-stage-everybody = Everybody
edit-lights = Lights
rule-lights-bright = Bright
rule-lights-dim = Dimmed
edit-seating = Seating
rule-seating-free = As people like
rule-seating-seated = Ask people to sit
edit-save = Save
edit-cancel = Cancel
edit-fault-title = Give a title in at least one language.
edit-fault-speakers = At most eight names of at most 60 letters.
edit-fault-start = Give a time such as 14:05, or minutes.
edit-fault-minutes = Give 1 to 1440 minutes.

# Questions of the audience
bar-floor = Questions (Q)
help-floor = Questions to whoever presents
floor-title = Questions and polls
floor-ask = Your question
floor-ask-hint = What would you like to know?
floor-send = Ask
floor-unnamed = Without my name
floor-listing = Which questions
floor-most-votes = Most votes
floor-newest = Newest
floor-answered = Answered
floor-hidden = Hidden
floor-wait = The questions are coming …
floor-empty = There are no questions here yet.
floor-nameless = Without a name
floor-answering = Being answered now
floor-pinned = Pinned
floor-vote = I ask that too: { $count }
floor-answer = Answer: { $words }
floor-take = Answer now
floor-put-back = Let it wait again
floor-done = Mark as answered
floor-write = Write the answer
floor-pin = Pin
floor-unpin = Unpin
floor-hide = Hide
floor-merge = Same as another
floor-merging = Which question asks the same?
floor-merge-here = This one asks the same
floor-merge-stop = None of them
floor-answer-field = The answer
floor-answer-keep = Keep the answer
floor-answer-stop = Do not write it
floor-take-unnamed = Take questions without a name
floor-closed = No questions are taken now.
floor-take-none = Take no questions
floor-clear = Clear what waits
floor-clear-sure = Hide all that wait
floor-clear-stop = Keep them
floor-asked = Your question is stored and on the list.
floor-yours-waits = Your question waits on the list again.
floor-yours-answering = Your question is being answered now.
floor-yours-answered = Your question was answered.
floor-yours-hidden = A moderator took your question off the list.
floor-yours-merged = Another question asks the same as yours; the votes for both count together.
floor-parts = Parts
floor-questions = Questions
floor-hands = Hands
floor-polls = Polls
floor-announce = Announce
hand-raise = Raise my hand
hand-lower = Lower my hand
hand-done = Give the word back
hand-called = { $name } has the word.
hand-you = You have the word.
hand-free = Nobody has the word
hand-count = { $count ->
        [one] { $count } hand is up
       *[other] { $count } hands are up
    }
hand-call = Call on
hand-down = Take down
hand-all-down = Take all hands down
cheer-title = Applause
cheers-told = The hall: { $cheers }
cheers-part = { $name } { $count }
poll-none = There are no polls at the moment.
poll-new = New poll
poll-choose-one = Choose one
poll-choose = Choose up to { $count }
poll-vote = Vote
poll-bar = { $option }: { $votes } ({ $percent } %)
poll-voters = { $count ->
        [one] { $count } person voted
       *[other] { $count } people voted
    }
poll-hidden = results not shown yet
poll-yours = Your vote is stored.
poll-closed = closed
poll-until = open until { $time }
poll-opened = A new poll: { $words }
poll-close = Close the poll
poll-show = Show the results to all
poll-words = What do you put to the vote?
poll-option = Option { $number }
poll-too-few = A poll has at least two options.
poll-several = Several may be chosen
poll-hide = Hide the results at first
poll-end = Closes after
poll-no-end = When I close it
poll-open = Open the poll
poll-stop = Throw away
announce-field = What is to be announced
announce-hint = Shown to everybody at once
announce-to = To whom
announce-room = This room
announce-venue = All rooms
announce-send = Announce
announced = { $name } announces: { $words }
scope-announced = Announcement

# The stage
captions-title = Captions
captions-as-spoken = As spoken
captions-channel = Captions in
captions-write = Your captions
captions-hint = What you type here, the whole hall reads. Enter ends a line.
captions-hint-interpreter = Interpret here what is said on stage. Enter ends a line.
captions-more-languages = More languages
captions-language = Language you write in
stage-invited = { $name } invites you up on stage.
stage-accept = Go up
stage-decline = No, thank you
stage-declined = { $name } stays down for now.
stage-go-up = Go up on stage
stage-go-down = Go down

# Slides
bar-slides = Slides (L)
help-slides = Slides
slides-title = Slides
slides-none = Nothing is shown on the screen of this room.
slides-by = Shown by { $name }
slides-page = Page { $page } of { $last }
slides-alt = { $title }, page { $page } of { $last }
slides-comes = The slides are on their way
slides-dark = The presenter has made the screen dark for now.
slides-back = Back
slides-on = On
slides-large = Show large
slides-own = You leaf by yourself; the presenter is at page { $page }.
slides-return = To the presenter's page
slides-turn-back = Back for all
slides-turn-on = On for all
slides-blank = Dark screen
slides-stop = Take off the screen
slides-point = Point
slides-next = Next page
slides-end = This is the last page.
slides-notes = Notes for this page
slides-notes-hint = Only you see them, on this device
slides-questions = Open questions
slides-votes = { $count ->
        [one] { $count } vote
       *[other] { $count } votes
    }
slides-decks = Decks
slides-no-decks = There are no decks yet.
slides-pages = { $count ->
        [one] { $count } page
       *[other] { $count } pages
    }
slides-show = Show
slides-forget = Remove
slides-forget-sure = Remove for good
slides-keep = Keep it
slides-bring = Bring a PDF
slides-bring-hint = Drop a PDF file onto this window.
slides-announced = { $title }: is announced
slides-sent = { $title }: { $percent } % sent
slides-waits = { $title }: waits to be drawn
slides-drawn = { $title }: { $drawn } of { $pages } pages drawn
slides-ready = { $title } is ready to be shown.
slides-not-sent = { $title } could not be sent. Please try again.
slides-spoilt = { $title } did not become slides.
slides-flawed = { $title } is ready, with something left out.
slides-put-away = All right
slides-interrupted = The connection broke meanwhile. If it goes no further, give it up and bring it again.
slides-give-up = Give up
slides-enough = At most { $count } files can be on their way at a time. Bring the next one when one of these is done.
deck-on-page = Page { $page }: { $what }
deck-not-pdf = This file is no PDF, or it is damaged. Save it as a PDF once more and try again.
deck-needs-password = It opens with a password only. Save it without one and try again.
deck-no-pages = It has no pages.
deck-too-many-pages = It has more than 300 pages. Please split it.
deck-too-much-memory = It needs too much memory. Save it with smaller pictures and try again.
deck-too-slow = It took too long. Save it with simpler pictures, or as fewer pages, and try again.
deck-undrawable = Something on it cannot be drawn. Save it as a PDF in another way and try again.
deck-too-large = It is larger than slides may be. Save it with smaller pictures and try again.
deck-not-stored = It could not be stored. Please try again in a while.
deck-no-rasteriser = This venue cannot draw slides. Please tell its host.
deck-flaw-letters = letters of a font could not be read and are missing
deck-flaw-picture = a picture could not be read and is missing

photograph-title = Photographs
photograph-called = { $name } calls everybody to a photograph: “{ $caption }”
photograph-on-the-way = You are being led to your place. Walk anywhere else to stay out of it.
photograph-in-place = You stand in your place. Step away to stay out of it.
photograph-out = You are not in it.
photograph-join = Come into it
photograph-step-out = Step out
photograph-sign = My name under it
photograph-standing = In place: { $there }, on the way: { $coming }
photograph-counting = Smile, please: { $count }
photograph-drawing = It is taken and is being drawn.
photograph-take = Take it now
photograph-call-off = Call it off
photograph-ready = The photograph is ready.
photograph-look = Look at it
photograph-later = Later
photograph-over-called-off = The photograph was called off.
photograph-over-nobody = There was nobody to photograph.
photograph-over-not-drawn = The photograph could not be drawn. Please try again.
photograph-over-not-stored = The photograph could not be stored. Please try again.
photograph-none = No photograph has been taken yet.
photograph-caption = What will stand under it
photograph-caption-hint = The name of the event
photograph-caption-missing = Please write what will stand under it.
photograph-call = Call everybody together
photograph-call-hint = Everybody in this room is led before the stage, and may step out. Names stand under it only of those who agree.
photograph-people = { $count ->
        [one] one person
       *[other] { $count } people
    }
photograph-label = Photograph “{ $caption }”, people: { $count }
photograph-download = Download
photograph-put = It lies there: { $path }
photograph-not-put = It could not be saved on this device.
programme-photographs = Photographs

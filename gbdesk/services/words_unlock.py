"""What is said about unlocking, passwords and people: happened, kept, to do."""

from __future__ import annotations

from typing import Final

from gbdesk.text import mark

UNLOCK: Final = {
    "unlock.password": (
        mark("Message", "The password is not right."),
        mark("Message", "Nothing was opened."),
        mark("Message", "Check Caps Lock and the Vietnamese typing tool, then type it again."),
    ),
    "unlock.code": (
        mark("Message", "The recovery code is not right."),
        mark("Message", "Nothing was opened."),
        mark("Message", "Read the code on the recovery sheet again and type all of its groups."),
    ),
    "unlock.delay": (
        mark("Message", "The password was wrong several times."),
        mark("Message", "The data are still whole; nothing was erased."),
        mark("Message", "Wait {seconds} seconds, then try again."),
    ),
    "unlock.locked": (
        mark("Message", "The data are locked."),
        mark("Message", "What was being typed is kept as a draft."),
        mark("Message", "Unlock with your password to go on."),
    ),
    "unlock.busy": (
        mark("Message", "Work of the person who locked the window is still running."),
        mark("Message", "It goes on and will be finished."),
        mark("Message", "Wait a moment, then unlock again."),
    ),
    "unlock.params": (
        mark("Message", "The key file asks for settings this program does not accept."),
        mark("Message", "Nothing was opened."),
        mark("Message", "Use the key file of the last backup."),
    ),
    "unlock.ring_damaged": (
        mark("Message", "The key file beside the data is damaged or missing."),
        mark("Message", "The data themselves were not touched."),
        mark("Message", "Put back the key file of the last backup, or restore the backup."),
    ),
    "unlock.user": (
        mark("Message", "There is no user with this name on this computer."),
        mark("Message", "Nothing was changed."),
        mark("Message", "Choose a user from the list."),
    ),
    "unlock.user_exists": (
        mark("Message", "There is a user with this name already."),
        mark("Message", "Nothing was changed."),
        mark("Message", "Choose another short name."),
    ),
    "unlock.last_user": (
        mark("Message", "This is the last user who can unlock the data."),
        mark("Message", "Nothing was changed."),
        mark("Message", "Add another user first."),
    ),
    "account.last_admin": (
        mark("Message", "This is the last administrator."),
        mark("Message", "Nothing was changed."),
        mark("Message", "Add another administrator first."),
    ),
    "account.password_short": (
        mark("Message", "The new password has {length} characters; it needs at least {least}."),
        mark("Message", "The old password is still valid."),
        mark("Message", "Join 3 or 4 words, for example “blue stream on wednesday”."),
    ),
    "account.name": (
        mark("Message", "The short user name may hold Latin letters, digits, dots and dashes."),
        mark("Message", "Nothing was changed."),
        mark("Message", "Type a short name such as “ha.nt”."),
    ),
    "account.display": (
        mark("Message", "The name of the user is empty."),
        mark("Message", "Nothing was changed."),
        mark("Message", "Type the name as colleagues know it."),
    ),
    "account.role": (
        mark("Message", "There is no such role."),
        mark("Message", "Nothing was changed."),
        mark("Message", "Choose one of the roles in the list."),
    ),
    "account.not_admin": (
        mark("Message", "Only an administrator can change users."),
        mark("Message", "Nothing was changed."),
        mark("Message", "Ask an administrator of this computer."),
    ),
    "account.not_approver": (
        mark("Message", "The role of this person does not approve what is sent."),
        mark("Message", "Nothing is signed, no package is made."),
        mark("Message", "Choose somebody who may approve, or ask an administrator for the role."),
    ),
    "account.view_only": (
        mark("Message", "Your role only allows looking."),
        mark("Message", "Nothing was changed."),
        mark("Message", "Ask an administrator for the role of entering data."),
    ),
    "account.approver_only": (
        mark("Message", "Only an approver or an administrator does this."),
        mark("Message", "Nothing was changed."),
        mark("Message", "Ask one of them to unlock here and do it."),
    ),
}

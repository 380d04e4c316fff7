# Organs and kinds of answers
chamber-organ-board = Board
chamber-organ-standing-board = Standing board
chamber-organ-presidents = Presidents' meeting
chamber-answer-met = Met / partly / not / not seen
chamber-answer-rating = Rating 0–5
chamber-answer-yes-no = Yes / no / not seen
chamber-answer-text = In words

# What is refused
chamber-criteria-none = Keep at least one criterion.
chamber-criteria-many = No more than { $most } criteria.
chamber-criteria-none-needed = At least one criterion must need an answer.
chamber-criteria-twice = Two criteria or reasons have the same code.
chamber-criteria-loose-reason = The criterion behind the reason “{ $reason }” is no longer in the list.
chamber-charter-twice = Version “{ $version }” of the charter has been published before.
chamber-agreement-unknown-field = There is no field called { $name }; check the names in braces.

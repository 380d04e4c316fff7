# What is refused
membership-already = This company is a member already, number { $number }.
membership-ended-already = This membership has ended already.
membership-end-too-early = It can't end before it began on { $day }.

# What is refused
council-authorised-fewer = There are { $there } seats already; the charter can't provide for fewer.
council-seat-too-early = The earliest day possible is { $day }.
council-seat-held = Somebody holds this seat; record first that they left it.
council-seat-two = { $name } holds another seat of the same organ.
council-seat-vacant-already = This seat is vacant.

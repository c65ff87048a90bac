"""Reading the drive: `nodes` one by one, `items` as the page shows them, `lists` of them, `sharing`."""

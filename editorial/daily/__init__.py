"""What the site does by itself once a day. One file per task; the command `daily` runs them."""

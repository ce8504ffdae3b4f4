"""What several rules share: indexes over the course, markup scanning, places, suggestions."""

"""Pictures of how things went through time.

`csto.pictures.drawn` puts together what a picture shows, as plain values; `csto.pictures.picture` holds them and is what users
get; `csto.pictures.ink` draws them with matplotlib, which only then is loaded.
"""

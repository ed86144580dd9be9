"""Records and answers to look at: as text in a terminal, as HTML in a notebook, with rich where that is installed.

What is shown is first put together as plain values (`csto.views.shapes`): by `csto.views.cards` for single records and
answers, by `csto.views.tables` for many records. `csto.views.text`, `csto.views.html` and `csto.views.glow` then write those
values down, each in its own way, and are alone in knowing what their medium cannot bear.
"""

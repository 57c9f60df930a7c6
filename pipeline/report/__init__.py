"""What people take away from a result: figures, first steps, words for numbers, and files.

``figures``: charts as plain Plotly. ``actions``: what to do first. ``words``: numbers and metrics in words.
``theme``: colours and shapes of the categories. ``exports``: CSV, XLSX, HTML, flat file, plain text.
Everything here reads a ``Result`` and nothing else; pages place what comes out.
"""

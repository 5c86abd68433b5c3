"""A folder of records as one thing: an SQLite archive of tables, its search, and links from article to article.

``tables`` derives tables from the record models, ``rows`` turns a record into their rows, ``schema`` makes the file,
``write`` adds to it, ``search`` asks it. ``persons``, ``organisations`` and ``events`` say which people, units and
meetings of different articles are the same, ``duplicates`` which articles are, ``contradictions`` what does not agree;
``links`` runs them over an archive.
"""

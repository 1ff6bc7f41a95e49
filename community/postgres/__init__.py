"""A PostgreSQL server of our own under `var/`, for when no `DATABASE_URL` names another.

Every process that connects shares a lock; a keeper process starts the server and stops it when
nobody holds that lock any more, however they ended. See `server.ensure`.
"""

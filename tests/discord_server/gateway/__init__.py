"""Gateway v10: sessions that outlive sockets, and the sockets."""

"""Many pictures and videos at once, on this machine or on a cluster; can be stopped and started at will."""

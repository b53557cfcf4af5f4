"""Returns on screen: between a grid and the service, shared by the pages that show one."""

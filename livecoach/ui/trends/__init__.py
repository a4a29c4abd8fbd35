"""How the programme's figures run over the sessions of one kind."""

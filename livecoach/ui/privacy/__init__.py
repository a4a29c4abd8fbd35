"""Pages of what the coach owes those written about: periods, purges, holds, the log, texts."""

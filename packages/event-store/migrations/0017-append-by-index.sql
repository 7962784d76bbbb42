-- What an append looks up it looks up by an index, however small a table is said to be. A plan is kept for as long as its
-- connection: made when autovacuum has just counted fifty rows, it would read the whole table for each command, until
-- that is counted anew; in a busy first minute some ten thousand rows by then.

alter function ledger.append_group set enable_seqscan = off;
alter function ledger.append_one set enable_seqscan = off;

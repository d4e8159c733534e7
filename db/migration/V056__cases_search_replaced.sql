drop function cases.scoped_matches(text, int);
drop function cases.scoped_vector(uuid, text, text);

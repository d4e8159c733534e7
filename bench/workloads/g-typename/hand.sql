select 'Query';

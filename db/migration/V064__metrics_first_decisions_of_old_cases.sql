-- A case that is decided long after it was due made the weeks in which its clocks were due be counted anew, though no clock counts otherwise for it: when
-- a case was received and first decided matters to TURNAROUND alone, by the weeks of its decisions.
create or replace function metrics.case_changed() returns trigger
    language plpgsql
as $$
begin
    if (old.domain, old.queue_id) is distinct from (new.domain, new.queue_id) then
        perform metrics.note_case('{TURNAROUND,DECISIONS,QA_ACCURACY,SLA_ATTAINMENT,OVERTURN_RATE}', new.id);
    else
        perform metrics.note_case('{TURNAROUND}', new.id);
    end if;
    return null;
end
$$;

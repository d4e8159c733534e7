set local lock_timeout = '5s';

call audit.watch('escalations.escalation', 'Escalation');

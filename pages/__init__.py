"""What people see. Pages show and ask; they never compute, and they never keep a job: the job store does."""

#!/bin/bash
# A sweep as a job array on a shared file system, without a database:
#   sbatch --array=1-100 deploy/slurm/shards.sh my.yaml /shared/results 100
# A task that is started again goes on where it was, also by itself: sbatch --array=3,17 with the same words, 100 too. When all have ended, the
# folder holds the whole sweep.
#SBATCH --job-name=corridor-shards
#SBATCH --nodes=1
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=4
#SBATCH --mem=1G
#SBATCH --time=04:00:00
#SBATCH --requeue
#SBATCH --signal=INT@120
#SBATCH --output=corridor-%A-%a.log
set -euo pipefail

if [ "$#" -ne 3 ]; then
  echo "usage: sbatch --array=1-100 $0 SWEEP-FILE RESULTS-FOLDER 100" >&2
  exit 2
fi

# exec, so that signals of Slurm reach corridor; since Slurm 22.05 srun gets one processor unless told otherwise
exec srun --cpus-per-task="${SLURM_CPUS_PER_TASK:-4}" corridor sweep "$1" --out "$2" --shard "slurm/$3" --threads "${SLURM_CPUS_PER_TASK:-4}" --resume

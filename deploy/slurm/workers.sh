#!/bin/bash
# Workers of a queue as jobs that end when nothing is left to be done:
#   sbatch --array=1-20 deploy/slurm/workers.sh ~/corridor-queue
# The file, which only you may read, holds one line: export CORRIDOR_QUEUE='postgres://user:password@host/database?sslmode=verify-full'
#SBATCH --job-name=corridor-workers
#SBATCH --nodes=1
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=4
#SBATCH --mem=1G
#SBATCH --time=04:00:00
#SBATCH --signal=INT@120
#SBATCH --output=corridor-%A-%a.log
set -euo pipefail

if [ "$#" -ne 1 ]; then
  echo "usage: sbatch --array=1-20 $0 FILE-WITH-CORRIDOR_QUEUE" >&2
  exit 2
fi
if [ -n "$(find "$1" -perm /077)" ]; then
  echo "$1 can be read by others; chmod 600 $1" >&2
  exit 2
fi
# shellcheck disable=SC1090
. "$1"

# since Slurm 22.05 srun gets one processor unless told otherwise
exec srun --cpus-per-task="${SLURM_CPUS_PER_TASK:-4}" corridor worker --threads "${SLURM_CPUS_PER_TASK:-4}" --until-empty

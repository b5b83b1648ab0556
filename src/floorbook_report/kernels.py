"""Kernels that run this very Python, whatever kernels are installed on the machine."""

from __future__ import annotations

import logging
import sys
import uuid
from pathlib import Path
from typing import Any

from ipykernel.kernelspec import get_kernel_dict
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from floorbook_report.forks import Forks

# Sockets in our own folder, if the system has them: no port is open while a notebook runs.
_TRANSPORT = "tcp" if sys.platform == "win32" else "ipc"

SILENT = logging.getLogger("floorbook_report.silent")  # Jupyter's own messages; ours replace them
SILENT.setLevel(logging.CRITICAL + 1)


class Kernel(AsyncKernelManager):
    """Starts a kernel: as a fork where there are `forks`, else as a new Python."""

    def __init__(self, connection: Path, forks: Forks | None) -> None:
        super().__init__(
            connection_file=str(connection),
            transport=_TRANSPORT,
            kernel_id=str(uuid.uuid4()),
            log=SILENT,
        )
        if forks:
            self.provisioner = _Forked(
                kernel_id=self.kernel_id, kernel_spec=self.kernel_spec, parent=self
            )
            self.provisioner.forks = forks

    @property
    def kernel_spec(self) -> KernelSpec:
        return KernelSpec(**get_kernel_dict())


class _Forked(LocalProvisioner):
    """Starts a kernel's process as a fork; all else is as for any local kernel."""

    forks: Forks
    process: Any = None

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        match cmd:
            case [sys.executable, "-m", module, *arguments]:
                fork = await self.forks.fork(module, arguments, kwargs["cwd"], kwargs["env"])
                self.process, self.pid, self.pgid = fork, fork.pid, fork.pid
                self.cwd = kwargs["cwd"]
                return self.connection_info
        return await super().launch_kernel(cmd, **kwargs)

Write-Output "run"

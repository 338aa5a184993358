# escape=`
FROM mcr.microsoft.com/windows/servercore:ltsc2022 AS fetch
SHELL ["powershell", "-NoProfile", "-Command", "$ErrorActionPreference = 'Stop'; $ProgressPreference = 'SilentlyContinue';"]
ARG NODE_VERSION=24.4.0
RUN Invoke-WebRequest -Uri ('https://nodejs.org/dist/v{0}/node-v{0}-win-x64.zip' -f $env:NODE_VERSION) -OutFile node.zip -UseBasicParsing; `
    Expand-Archive -Path node.zip -DestinationPath C:\ ; `
    Rename-Item -Path ('C:\node-v{0}-win-x64' -f $env:NODE_VERSION) -NewName 'C:\nodejs'; `
    Remove-Item -Force node.zip
RUN if (Test-Path C:\nodejs) { Write-Host 'installed' } else { exit 1 }
RUN Get-ChildItem -Recurse C:\nodejs | Where-Object { $_.Length -gt 10MB } | Select-Object -First 5 Name
RUN [Environment]::SetEnvironmentVariable('Path', $env:Path + ';C:\nodejs', 'Machine')
RUN Set-ItemProperty -Path 'HKLM:\SYSTEM\CurrentControlSet\Services\Dnscache\Parameters' -Name ServerPriorityTimeLimit -Value 0 -Type DWord

FROM mcr.microsoft.com/windows/servercore:ltsc2022
COPY --from=fetch C:\nodejs C:\nodejs
RUN setx /M PATH "%PATH%;C:\nodejs" && mkdir C:\app && icacls C:\app /grant "ContainerUser:(OI)(CI)F"
WORKDIR C:\app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev
COPY . .
RUN dism /online /enable-feature /featurename:Web-Server /all /norestart & del /q /f C:\Windows\Temp\*.log
USER ContainerUser
EXPOSE 3000
CMD ["cmd", "/S", "/C", "node", "server.js"]

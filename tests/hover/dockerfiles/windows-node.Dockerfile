# escape=`
FROM mcr.microsoft.com/windows/servercore:ltsc2022
SHELL ["powershell", "-NoLogo", "-Command", "$ErrorActionPreference = 'Stop'; $ProgressPreference = 'SilentlyContinue';"]
RUN Invoke-WebRequest -Uri https://nodejs.org/dist/v24.0.0/node-v24.0.0-x64.msi -OutFile C:\node.msi ; `
    Start-Process msiexec.exe -ArgumentList '/i', 'C:\node.msi', '/qn' -Wait ; `
    Remove-Item C:\node.msi -Force
RUN if (Test-Path C:\app) { Get-ChildItem C:\app -Recurse | Measure-Object } else { New-Item -ItemType Directory C:\app }
RUN [Environment]::SetEnvironmentVariable('APP_HOME', 'C:\app', 'Machine')
WORKDIR C:\app
COPY package*.json ./
RUN npm ci --omit=dev
USER ContainerUser
CMD ["node", "server.js"]

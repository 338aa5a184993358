# escape=`
FROM mcr.microsoft.com/windows/servercore:ltsc2022 AS tools
SHELL ["powershell", "-NoLogo", "-Command", "$ErrorActionPreference = 'Stop'; $ProgressPreference = 'SilentlyContinue';"]
ENV ChocolateyUseWindowsCompression=false
RUN Set-ExecutionPolicy Bypass -Scope Process -Force; `
    [System.Net.ServicePointManager]::SecurityProtocol = [System.Net.ServicePointManager]::SecurityProtocol -bor 3072; `
    Invoke-Expression ((New-Object System.Net.WebClient).DownloadString('https://community.chocolatey.org/install.ps1'))
RUN choco feature disable --name showDownloadProgress; `
    choco install git.install --version 2.47.1 --yes --no-progress; `
    choco install visualstudio2022buildtools --package-parameters "--add Microsoft.VisualStudio.Workload.VCTools" -y
RUN Get-ChildItem -Path C:\ProgramData\chocolatey\lib -Recurse -Filter *.nupkg | Remove-Item -Force
WORKDIR C:\src
COPY . .
RUN msbuild App.sln /t:Restore,Build /p:Configuration=Release /m /nologo
RUN New-LocalUser -Name svc -NoPassword; icacls C:\app /grant 'svc:(OI)(CI)M'
RUN reg add HKLM\Software\App /v Port /t REG_DWORD /d 8080 /f
EXPOSE 8080
USER ContainerUser
HEALTHCHECK --interval=30s CMD curl.exe -f http://localhost:8080/health || exit 1
ENTRYPOINT ["C:\\app\\App.exe"]
CMD ["--urls", "http://+:8080"]

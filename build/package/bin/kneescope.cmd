@echo off
rem The command line: the same program as the window, run as Node. See build/package/README.md.
setlocal
set ELECTRON_RUN_AS_NODE=1
"%~dp0..\Kneescope.exe" "%~dp0..\resources\app.asar\out\main\kneescope.js" %*

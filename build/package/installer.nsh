; What our installer does beyond electron-builder's own: the command line on PATH, plans in the Explorer's menu, and at the
; uninstall one question about what was measured. electron-builder includes this when it makes the installer and once more
; when it makes the uninstaller (BUILD_UNINSTALLER), and stops at every warning.

!include "LogicLib.nsh"
!include "WinMessages.nsh"

!define KNEESCOPE_VERB "Software\Classes\SystemFileAssociations\.json\shell\Kneescope"
!define KNEESCOPE_PLAN "Kneescope.Plan"

; After the languages are known, before anything of the installer runs.
!macro customHeader
  !ifdef BUILD_UNINSTALLER
    LangString deleteRuns ${LANG_ENGLISH} "Also delete the runs, reports and settings that Kneescope has kept for you?$\r$\n$\r$\nThey are in $LOCALAPPDATA\Kneescope. A data folder that you chose yourself is left alone."
    LangString deleteRuns ${LANG_SIMPCHINESE} "要同时删除 Kneescope 为您保存的测试记录、报告和设置吗？$\r$\n$\r$\n它们位于 $LOCALAPPDATA\Kneescope。您自己选择的数据文件夹不会被删除。"
  !else
    LangString openPlan ${LANG_ENGLISH} "Open with Kneescope"
    LangString openPlan ${LANG_SIMPCHINESE} "用 Kneescope 打开"
  !endif
!macroend

!macro customInstall
  !insertmacro kneescopeOnPath Add

  ; Windows goes by what stands behind the last dot, so `*.plan.json` cannot have a program of its own without taking every
  ; `.json` file: plans get an entry in their menu, and Kneescope is offered under "Open with".
  WriteRegStr SHELL_CONTEXT "${KNEESCOPE_VERB}" "" "$(openPlan)"
  WriteRegStr SHELL_CONTEXT "${KNEESCOPE_VERB}" "AppliesTo" 'System.FileName:~>".plan.json"'
  WriteRegStr SHELL_CONTEXT "${KNEESCOPE_VERB}" "Icon" '"$appExe",0'
  WriteRegStr SHELL_CONTEXT "${KNEESCOPE_VERB}\command" "" '"$appExe" "%1"'
  WriteRegStr SHELL_CONTEXT "Software\Classes\${KNEESCOPE_PLAN}" "" "Kneescope plan"
  WriteRegStr SHELL_CONTEXT "Software\Classes\${KNEESCOPE_PLAN}\DefaultIcon" "" '"$appExe",0'
  WriteRegStr SHELL_CONTEXT "Software\Classes\${KNEESCOPE_PLAN}\shell\open\command" "" '"$appExe" "%1"'
  WriteRegStr SHELL_CONTEXT "Software\Classes\.json\OpenWithProgids" "${KNEESCOPE_PLAN}" ""
!macroend

!macro customUnInstall
  !insertmacro kneescopeOnPath Remove
  DeleteRegKey SHELL_CONTEXT "${KNEESCOPE_VERB}"
  DeleteRegKey SHELL_CONTEXT "Software\Classes\${KNEESCOPE_PLAN}"
  DeleteRegValue SHELL_CONTEXT "Software\Classes\.json\OpenWithProgids" "${KNEESCOPE_PLAN}"

  ; electron-builder keeps a copy of the installer for updates, which Kneescope does not make.
  RMDir /r "$LOCALAPPDATA\kneescope-updater"

  ; An upgrade runs the old uninstaller: nothing is asked then. Without a window nobody can be asked: what was measured stays,
  ; unless the command line says otherwise.
  ${IfNot} ${isUpdated}
    StrCpy $0 "keep"
    ${IfNot} ${Silent}
      MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "$(deleteRuns)" IDNO +2
      StrCpy $0 "delete"
    ${EndIf}
    ${If} ${isDeleteAppData}
      StrCpy $0 "delete"
    ${EndIf}
    ${If} $0 == "delete"
      ; What was measured belongs to a user, also where the program belongs to all.
      SetShellVarContext current
      RMDir /r "$LOCALAPPDATA\Kneescope"
      RMDir /r "$APPDATA\Kneescope"
      ${If} $installMode == "all"
        SetShellVarContext all
      ${EndIf}
    ${EndIf}
  ${EndIf}
!macroend

; Puts the folder of kneescope.cmd on PATH, or takes it off. Never by ReadRegStr: a PATH that is longer than a string of NSIS
; would come back empty and be overwritten. The value keeps its type, and whatever cannot be read is left as it is.
; ACTION: Add or Remove. Uses the registers $0 to $9 and gives them back.
!macro kneescopeOnPath ACTION
  Push $0
  Push $1
  Push $2
  Push $3
  Push $4
  Push $5
  Push $6
  Push $7
  Push $8
  Push $9

  ; The roots as signed numbers: HKEY_CURRENT_USER and HKEY_LOCAL_MACHINE are negative, in 32 bits and in 64.
  ${If} $installMode == "all"
    StrCpy $1 -2147483646
    StrCpy $2 "SYSTEM\CurrentControlSet\Control\Session Manager\Environment"
  ${Else}
    StrCpy $1 -2147483647
    StrCpy $2 "Environment"
  ${EndIf}
  StrCpy $0 ";$INSTDIR\bin"

  ; KEY_READ and KEY_WRITE
  System::Call 'advapi32::RegCreateKeyExW(p r1, w r2, i 0, p 0, i 0, i 0x2001F, p 0, *p .r3, p 0) i .r4'
  ${If} $4 == 0
    ; $4: 0, or 2 where there is no PATH; $5: its type, REG_SZ or REG_EXPAND_SZ; $6: its size in bytes
    StrCpy $5 2
    StrCpy $6 0
    System::Call 'advapi32::RegQueryValueExW(p r3, w "Path", p 0, *i .r5, p 0, *i 0 r6) i .r4'
    ${If} $4 == 2
      StrCpy $5 2
      StrCpy $6 0
    ${EndIf}
    ${If} $5 >= 1
    ${AndIf} $5 <= 2
    ${AndIf} $4 != 5
      ; $7: the value itself; $8: `;value;`, in which each entry stands between two `;`. Room for ours, and for a value that
      ; has no end of its own. Both begin as zeros.
      IntOp $9 $6 + 8192
      System::Alloc $9
      Pop $7
      System::Alloc $9
      Pop $8
      ${If} $6 > 0
        System::Call 'advapi32::RegQueryValueExW(p r3, w "Path", p 0, p 0, p r7, *i r6 .r9) i .r4'
      ${EndIf}
      ${If} $4 == 0
      ${OrIf} $4 == 2
        System::Call 'kernel32::lstrcpyW(p r8, w ";")'
        System::Call 'kernel32::lstrcatW(p r8, p r7)'
        System::Call 'kernel32::lstrcatW(p r8, w ";")'
        System::Call 'shlwapi::StrStrIW(p r8, w "$0;") p .r9'
        StrCpy $4 "same"
        !if ${ACTION} == Add
          ${If} $9 == 0
            StrCpy $1 "$0" "" 1
            System::Call 'kernel32::lstrcatW(p r8, w r1)'
            StrCpy $4 "changed"
          ${EndIf}
        !else
          ${If} $9 != 0
            ; What follows our entry takes its place.
            System::Call 'kernel32::lstrcpyW(p r7, p r9)'
            System::Call 'kernel32::lstrcpyW(p r9, w "")'
            StrLen $1 $0
            IntOp $1 $1 * 2
            System::Int64Op $7 + $1
            Pop $1
            System::Call 'kernel32::lstrcatW(p r8, p r1)'
            StrCpy $4 "changed"
          ${EndIf}
        !endif
        ${If} $4 == "changed"
          System::Call 'shlwapi::StrTrimW(p r8, w ";")'
          System::Call 'kernel32::lstrlenW(p r8) i .r9'
          ${If} $9 == 0
            System::Call 'advapi32::RegDeleteValueW(p r3, w "Path")'
          ${Else}
            IntOp $9 $9 * 2
            IntOp $9 $9 + 2
            System::Call 'advapi32::RegSetValueExW(p r3, w "Path", i 0, i r5, p r8, i r9)'
          ${EndIf}
        ${EndIf}
      ${EndIf}
      System::Free $7
      System::Free $8
    ${EndIf}
    System::Call 'advapi32::RegCloseKey(p r3)'
    ; Programs that are started from now on see it.
    SendMessage ${HWND_BROADCAST} ${WM_SETTINGCHANGE} 0 "STR:Environment" /TIMEOUT=5000
  ${EndIf}

  Pop $9
  Pop $8
  Pop $7
  Pop $6
  Pop $5
  Pop $4
  Pop $3
  Pop $2
  Pop $1
  Pop $0
!macroend

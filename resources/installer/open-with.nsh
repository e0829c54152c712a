; Offers the app in Windows' "Open with", for this user alone. No ending's own program is changed.
; The endings are those of src/main/electron/opened-endings.ts.

!macro openWith ACTION
  !insertmacro ${ACTION} ".txt"
  !insertmacro ${ACTION} ".md"
  !insertmacro ${ACTION} ".markdown"
  !insertmacro ${ACTION} ".html"
  !insertmacro ${ACTION} ".htm"
  !insertmacro ${ACTION} ".mhtml"
  !insertmacro ${ACTION} ".mht"
  !insertmacro ${ACTION} ".docx"
  !insertmacro ${ACTION} ".pdf"
  !insertmacro ${ACTION} ".epub"
  !insertmacro ${ACTION} ".jsonld"
!macroend

!macro offer ENDING
  WriteRegStr HKCU "Software\Classes\Applications\${APP_EXECUTABLE_FILENAME}\SupportedTypes" "${ENDING}" ""
  WriteRegStr HKCU "Software\Classes\${ENDING}\OpenWithProgids" "Diptych.File" ""
!macroend

!macro withdraw ENDING
  DeleteRegValue HKCU "Software\Classes\${ENDING}\OpenWithProgids" "Diptych.File"
!macroend

!macro customInstall
  WriteRegStr HKCU "Software\Classes\Diptych.File" "" "${PRODUCT_NAME}"
  WriteRegStr HKCU "Software\Classes\Diptych.File\DefaultIcon" "" "$INSTDIR\${APP_EXECUTABLE_FILENAME},0"
  WriteRegStr HKCU "Software\Classes\Diptych.File\shell\open\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "%1"'
  WriteRegStr HKCU "Software\Classes\Applications\${APP_EXECUTABLE_FILENAME}\shell\open\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "%1"'
  WriteRegStr HKCU "Software\Classes\Applications\${APP_EXECUTABLE_FILENAME}" "FriendlyAppName" "${PRODUCT_NAME}"
  !insertmacro openWith offer
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend

!macro customUnInstall
  !insertmacro openWith withdraw
  DeleteRegKey HKCU "Software\Classes\Diptych.File"
  DeleteRegKey HKCU "Software\Classes\Applications\${APP_EXECUTABLE_FILENAME}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend

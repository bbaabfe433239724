Attribute VB_Name = "wijkexcel"
Option Explicit

' De stappen van wijkexcel als macro's, voor wie knoppen wil.
'
' Zo gebruikt u dit bestand:
' 1. Zet de xlwings-invoegtoepassing in Excel en vul daar in waar Python staat.
' 2. Druk op Alt+F11 en klik links op PERSONAL.XLSB, uw persoonlijke macrowerkmap.
'    Zo blijft het werkboek zelf een gewone .xlsx zonder macro's.
' 3. Kies Bestand, Bestand importeren en kies dit bestand.
' 4. Kies Extra, Verwijzingen en zet een vinkje bij xlwings.
'
' De macro's werken op het werkboek dat vooraan staat. Uitleg: docs/excel.md.

' Controleert alles wat is ingevuld.
Sub Valideer()
    RunPython "import xlwings as xw; from wijkexcel.hosts import addin; addin.valideer(xw.Book.caller())"
End Sub

' Rekent alle totalen na en vergelijkt ze met het werkboek.
Sub Bereken()
    RunPython "import xlwings as xw; from wijkexcel.hosts import addin; addin.bereken(xw.Book.caller())"
End Sub

' Licht toe welke opgaven een tweede blik verdienen.
Sub Heroverweeg()
    RunPython "import xlwings as xw; from wijkexcel.hosts import addin; addin.heroverweeg(xw.Book.caller())"
End Sub

' Vult lege besluiten met een voorstel en maakt het besluitenblad.
Sub Besluit()
    RunPython "import xlwings as xw; from wijkexcel.hosts import addin; addin.besluit(xw.Book.caller())"
End Sub

' Maakt de brief aan bewoners, of zegt wat er nog ontbreekt.
Sub Brief()
    RunPython "import xlwings as xw; from wijkexcel.hosts import addin; addin.brief(xw.Book.caller())"
End Sub

' Voert de stap uit die op het blad Start is gekozen.
Sub GekozenStap()
    RunPython "import xlwings as xw; from wijkexcel.hosts import addin; addin.main(xw.Book.caller())"
End Sub

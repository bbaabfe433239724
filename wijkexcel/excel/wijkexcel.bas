Attribute VB_Name = "wijkexcel"
Option Explicit

' De opdrachten van wijkexcel als macro's, voor wie knoppen wil.
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
    RunPython "from wijkexcel import addin; addin.valideer()"
End Sub

' Maakt voor elke deelnemer een werkboek en een mail.
Sub Verdeel()
    RunPython "from wijkexcel import addin; addin.verdeel()"
End Sub

' Maakt een herinnering voor wie nog niet alles invulde.
Sub Herinner()
    RunPython "from wijkexcel import addin; addin.herinner()"
End Sub

' Haalt binnen wat in de map antwoorden staat.
Sub Verzamel()
    RunPython "from wijkexcel import addin; addin.verzamel()"
End Sub

' Rekent alle totalen na en vergelijkt ze met het werkboek.
Sub Bereken()
    RunPython "from wijkexcel import addin; addin.bereken()"
End Sub

' Licht toe welke opgaven een tweede blik verdienen.
Sub Heroverweeg()
    RunPython "from wijkexcel import addin; addin.heroverweeg()"
End Sub

' Vult lege besluiten met een voorstel en maakt het besluitenblad.
Sub Besluit()
    RunPython "from wijkexcel import addin; addin.besluit()"
End Sub

' Maakt de brief aan bewoners, of zegt wat er nog ontbreekt.
Sub Brief()
    RunPython "from wijkexcel import addin; addin.brief()"
End Sub

' Maakt de bladzijde voor de gezamenlijke ambitie, of zegt wat er nog ontbreekt.
Sub Ambitie()
    RunPython "from wijkexcel import addin; addin.ambitie()"
End Sub

' Voert de opdracht uit die op het blad Start is gekozen.
Sub GekozenOpdracht()
    RunPython "from wijkexcel import addin; addin.main()"
End Sub

"Id_Import";"Id_Zone";"Localisation";"Dénomination";"UAI";"Contact_Nom";"Contact_Prénom";"Contact_Courriel";"line";"field";"code";"message"
"2";"1";"29200 Brest";"Lycée B";"0123456A";"X";"Y";"b@b.invalid";"3";"UAI";"uai-letter";"The last letter should be S."

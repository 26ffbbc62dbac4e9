### Courriels à plusieurs : les champs d'une lettre.

# Les noms sont ceux de `Placeholder::name`, avec un tiret à la place du point.
placeholder = { $name ->
    [contact-first_name] prénom du contact
    [contact-last_name] nom du contact, en capitales
    [contact-name] nom et prénom du contact
    [contact-email] courriel du contact
    [establishment-name] dénomination
    [establishment-number] numéro
    [establishment-location] localisation
    [establishment-uai] UAI
    [zone-name] nom de la zone géographique
    [zone-number] numéro de la zone géographique
    [url] adresse de connexion
    [host-name] dénomination de l'hébergeur
    [host-sender] expéditeur des courriels
   *[other] { $name }
}
field-label-attachment = Pièce jointe

//! Names that the demonstration draws from. Any likeness is chance; every address ends in `.invalid`.

/// A town: académie, first three digits of its UAI, postcode, name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Town {
    pub(super) academie: &'static str,
    pub(super) prefix: &'static str,
    pub(super) postcode: &'static str,
    pub(super) name: &'static str,
}

/// Source: the ministry's directory (Licence Ouverte 2.0), see the head of the file.
const TOWNS: &str = include_str!("../../../assets/demo/towns.csv");

pub(super) fn towns() -> Vec<Town> {
    let cells = |line: &'static str| {
        let mut cells = line.split(';');
        Some(Town { academie: cells.next()?, prefix: cells.next()?, postcode: cells.next()?, name: cells.next()? })
    };
    TOWNS.lines().filter(|line| !line.starts_with('#')).filter_map(cells).collect()
}

#[rustfmt::skip]
pub(super) const PATRONS: &[&str] = &[
    "Jean Jaurès", "Jules Ferry", "Victor Hugo", "Émile Zola", "Marie Curie", "Louis Pasteur", "Jean Moulin",
    "Simone Veil", "Rosa Parks", "Lucie Aubrac", "Olympe de Gouges", "Albert Camus", "Antoine de Saint-Exupéry",
    "Jacques Prévert", "Paul Éluard", "Arthur Rimbaud", "Charles Baudelaire", "George Sand", "Colette", "Molière",
    "Jean de La Fontaine", "Voltaire", "Denis Diderot", "Jean-Jacques Rousseau", "Gustave Eiffel", "Jules Verne",
    "Hector Berlioz", "Maurice Ravel", "Claude Debussy", "Camille Claudel", "Auguste Renoir", "Claude Monet",
    "Henri Matisse", "Le Corbusier", "Pierre Mendès France", "Léon Blum", "Jean Zay", "Aimé Césaire",
    "Frantz Fanon", "Alexandre Dumas", "Honoré de Balzac", "Gustave Flaubert", "Guy de Maupassant",
    "Alphonse Daudet", "Marcel Pagnol", "Frédéric Mistral", "Anne Frank", "Nelson Mandela", "Joséphine Baker",
    "Germaine Tillion", "Geneviève de Gaulle-Anthonioz", "Irène Joliot-Curie", "Sophie Germain",
    "Évariste Galois", "Blaise Pascal", "René Descartes", "François Rabelais", "Michel de Montaigne",
    "Pierre de Ronsard", "Jacques Cartier", "La Pérouse", "Éric Tabarly", "Thomas Pesquet", "Élisée Reclus",
];
#[rustfmt::skip]
pub(super) const PLACES: &[&str] = &[
    "du Centre", "du Bourg", "de la Gare", "du Parc", "des Tilleuls", "du Château", "de la Vallée", "des Îles",
    "du Moulin", "des Remparts", "de l'Abbaye", "du Port", "des Coteaux", "de la Forêt", "des Cèdres",
    "de l'Étang", "du Vieux Pont", "des Quatre Vents",
];
#[rustfmt::skip]
pub(super) const SAINTS: &[&str] = &[
    "Notre-Dame", "Saint-Joseph", "Sainte-Marie", "Saint-Louis", "Jeanne d'Arc", "Sainte-Thérèse",
    "Saint-Michel", "La Providence", "Sacré-Cœur", "Saint-Vincent", "Sainte-Anne", "Saint-François-Xavier",
];
#[rustfmt::skip]
pub(super) const TRADES: &[&str] = &[
    "lycée des métiers de l'hôtellerie, de la restauration et du tourisme",
    "lycée des métiers du bâtiment et des travaux publics",
    "lycée des métiers de la mode, du spectacle et des arts graphiques",
    "lycée des métiers de l'énergie, de l'automobile et de la maintenance industrielle",
];
#[rustfmt::skip]
pub(super) const FIRST_NAMES: &[&str] = &[
    "Anne", "Claire", "Émilie", "Françoise", "Hélène", "Isabelle", "Julie", "Karine", "Laurence", "Maëlle",
    "Nadia", "Odile", "Pascale", "Rachida", "Sophie", "Thérèse", "Valérie", "Yasmine", "Zoé", "Aurélie",
    "Benoît", "Cédric", "David", "Éric", "François", "Grégoire", "Hervé", "Idriss", "Jérôme", "Karim",
    "Loïc", "Mathieu", "Nicolas", "Olivier", "Philippe", "Raphaël", "Stéphane", "Thierry", "Vincent", "Yann",
    "Aïcha", "Mamadou", "Hina", "Teva", "Lan", "Noël", "Océane", "Gaël", "Bérénice", "Jean-Marc",
];
#[rustfmt::skip]
pub(super) const LAST_NAMES: &[&str] = &[
    "Martin", "Bernard", "Thomas", "Petit", "Robert", "Richard", "Durand", "Dubois", "Moreau", "Laurent",
    "Simon", "Michel", "Lefèvre", "Leroy", "Roux", "David", "Bertrand", "Morel", "Fournier", "Girard",
    "Bonnet", "Dupont", "Lambert", "Fontaine", "Rousseau", "Vincent", "Muller", "Le Gall", "Faure", "André",
    "Mercier", "Blanc", "Guérin", "Boyer", "Garnier", "Chevalier", "Legrand", "Gauthier", "Garcia", "Perrin",
    "Robin", "Clément", "Morin", "Nicolas", "Henry", "Roussel", "Mathieu", "Gautier", "Masson", "Marchand",
    "Duval", "Denis", "Dumont", "Marie", "Lemaire", "Noël", "Meyer", "Dufour", "Meunier", "Brun", "Blanchard",
    "Giraud", "Joly", "Rivière", "Lucas", "Brunet", "Gaillard", "Barbier", "Arnaud", "Martinez", "Gérard",
    "Roche", "Renard", "Schmitt", "Roy", "Leroux", "Colin", "Vidal", "Caron", "Picard", "Benali", "Diallo",
    "N'Guyen", "Traoré", "d'Aubigné", "de La Tour", "Ben Saïd", "Kerbrat", "Etcheverry", "Santini",
];
#[rustfmt::skip]
pub(super) const WEBMASTER_REASONS: &[&str] = &[
    "Convention arrivée à échéance, renouvellement attendu",
    "Fusion avec un autre établissement à la rentrée",
    "Fermeture de l'établissement",
    "Compte administrateur compromis : vérification en cours",
    "À la demande du chef d'établissement pendant les travaux",
    "Données à reprendre après une erreur d'importation",
];
#[rustfmt::skip]
pub(super) const ADMINISTRATOR_REASONS: &[&str] = &[
    "Préparation de la nouvelle année scolaire",
    "Conseils de classe : saisie fermée",
    "Import des élèves en cours",
];
pub(super) const PROGRAM_REASON: &str = "Sauvegarde";
#[rustfmt::skip]
pub(super) const SUBJECTS: &[&str] = &["Mathématiques", "Français", "Histoire-géographie", "Sciences", "Anglais"];
#[rustfmt::skip]
pub(super) const COURSES: &[&str] = &[
    "Sécurité routière", "Gestes qui sauvent", "Recherche documentaire", "Découverte des métiers",
];
/// Departments: code and name; the first one has the semesters.
pub(super) const DEPARTMENTS: &[(&str, &str)] = &[
    ("GEN", "Enseignement général"),
    ("SCI", "Sciences et technologie"),
    ("LET", "Lettres et langues"),
    ("ART", "Arts et musique"),
    ("EPS", "Éducation physique et sportive"),
    ("VSC", "Vie scolaire"),
];

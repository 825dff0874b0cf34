#include "app/dialogs/RecordingDialog.h"

#include "app/dialogs/DialogPage.h"
#include "app/dialogs/SizeChoice.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStandardPaths>
#include <QVBoxLayout>

namespace dqm {

namespace {

const QList<QSize> usualSizes{{1280, 720}, {1920, 1080}, {3840, 2160}};

bool hasFfmpeg() { return !QStandardPaths::findExecutable("ffmpeg").isEmpty(); }

} // namespace

QComboBox* formatBox()
{
    auto* box = new QComboBox;
    box->setObjectName("format");
    box->addItem(QObject::tr("MP4 (H.264), for slides and the web"));
    box->addItem(QObject::tr("WebM (VP9), free of patents"));
    box->addItem(QObject::tr("GIF, short and small"));
    box->addItem(QObject::tr("PNG pictures in a folder"));
    return box;
}

QComboBox* rateBox(int framesPerSecond)
{
    auto* box = new QComboBox;
    box->setObjectName("rate");
    for (const int rate : {24, 30, 60})
        box->addItem(QObject::tr("%1 pictures per second").arg(rate), rate);
    box->setCurrentIndex(std::max(0, box->findData(framesPerSecond)));
    return box;
}

RecordingDialog::RecordingDialog(const FilmChoice& choice, QSize screen, QWidget* parent)
    : QDialog(parent)
    , m_area(new QComboBox)
    , m_size(new SizeChoice(screen, usualSizes, 2))
    , m_rate(rateBox(choice.framesPerSecond))
    , m_format(formatBox())
    , m_folder(new QLineEdit(choice.folder))
    , m_hint(new QLabel)
{
    setWindowTitle(tr("Recording options"));
    setObjectName("recordingDialog");
    m_area->setObjectName("area");
    m_area->addItems({tr("Stage"), tr("Stage with plots and numbers"), tr("Whole window")});
    m_area->setCurrentIndex(static_cast<int>(choice.area));
    m_format->setCurrentIndex(static_cast<int>(choice.format));
    m_size->setChosen(choice.size);
    m_folder->setObjectName("folder");
    m_hint->setObjectName("hint");
    m_hint->setWordWrap(true);
    m_hint->setForegroundRole(QPalette::PlaceholderText);

    auto* browse = new QPushButton(tr("Choose…"));
    auto* folder = new QHBoxLayout;
    folder->setSpacing(8);
    folder->addWidget(m_folder, 1);
    folder->addWidget(browse);
    auto* choices = new QWidget;
    QFormLayout* form = formOf(*choices);
    form->addRow(tr("Record"), m_area);
    form->addRow(tr("Size"), m_size);
    form->addRow(tr("Rate"), m_rate);
    form->addRow(tr("Format"), m_format);
    form->addRow(tr("Folder"), folder);

    auto* cancel = new QPushButton(tr("Cancel"));
    auto* accept = new QPushButton(tr("&Use"));
    accept->setObjectName("use");
    accept->setProperty("primary", true);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(accept);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(16);
    column->addWidget(new DialogPage(choices), 1);
    column->addWidget(m_hint);
    column->addLayout(buttons);
    for (QPushButton* button : {browse, cancel})
        button->setAutoDefault(false);
    accept->setDefault(true);

    connect(browse, &QPushButton::clicked, this, &RecordingDialog::chooseFolder);
    connect(m_format, &QComboBox::currentIndexChanged, this, &RecordingDialog::showHint);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(accept, &QPushButton::clicked, this, &QDialog::accept);
    showHint();
    fitToWindow(*this);
}

FilmChoice RecordingDialog::choice() const
{
    FilmChoice choice;
    choice.area = static_cast<FilmChoice::Area>(m_area->currentIndex());
    choice.size = m_size->chosen();
    choice.framesPerSecond = m_rate->currentData().toInt();
    choice.format = static_cast<FilmFormat>(m_format->currentIndex());
    choice.folder = m_folder->text();
    return choice;
}

void RecordingDialog::chooseFolder()
{
    const QString folder
        = QFileDialog::getExistingDirectory(this, tr("Folder for videos"), m_folder->text());
    if (!folder.isEmpty())
        m_folder->setText(folder);
}

void RecordingDialog::showHint()
{
    const auto format = static_cast<FilmFormat>(m_format->currentIndex());
    m_hint->setText(needsEncoder(format) && !hasFfmpeg()
            ? tr("This format needs the program ffmpeg, which is not installed. PNG pictures do "
                 "without it.")
            : tr("Ctrl+R begins and ends a recording. A second of the video is a second of the "
                 "clock; the file carries its experiment."));
}

} // namespace dqm
